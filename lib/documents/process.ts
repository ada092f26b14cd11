/** `/healthz` and `/readyz`: the console's own process. */

import { z } from 'zod';

/** That it answers, and no more. */
export const aliveSchema = z.object({ status: z.literal('ok'), service: z.literal('mission-control') });

/** Whether every safety source is seen and what is served is judged in time; if not, why. */
export const readySchema = z.object({ ready: z.boolean(), reasons: z.array(z.string()) });
export type Ready = z.infer<typeof readySchema>;
