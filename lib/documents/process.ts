/** `/healthz` and `/readyz`: the console's own process. */

import { z } from 'zod';
import { document, json, media } from './define.ts';

/** That it answers, and nothing more. */
export const aliveSchema = z.object({ status: z.literal('ok'), service: z.literal('mission-control') });

/** If every safety source is available and the served posture is evaluated in time; if not, why. */
export const readySchema = z.object({ ready: z.boolean(), reasons: z.array(z.string()) });

export const aliveDocument = document({
  path: '/healthz',
  tag: 'process',
  summary: 'The process answers',
  description: 'It says that and no more: a console that sees nothing is alive too.',
  body: json('Alive', aliveSchema),
  answers: { 200: 'It does' },
});

export const readyDocument = document({
  path: '/readyz',
  tag: 'process',
  summary: 'Every safety source is seen, and what is served is evaluated in time',
  description: 'If not, the reasons: a console that cannot see, or is stuck, must get no readers.',
  body: json('Ready', readySchema),
  answers: { 200: 'It is so', 503: 'It is not so, and why' },
});

export const metricsDocument = document({
  path: '/ops/metrics',
  tag: 'process',
  summary: 'The console’s own metrics, for Prometheus',
  description: 'Prometheus’ text format, version 0.0.4. Every name begins with mission_control_.',
  body: media('text/plain'),
  answers: { 200: 'Prometheus’ text format' },
  problems: { 500: 'They cannot be told, and why' },
});
