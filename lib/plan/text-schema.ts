/** Free text: what people read. Nothing in it is compared, so any text of a sane length is right. */

import { z } from 'zod';

export const textSchema = z.string().trim().min(1).max(2000);
