/** What the first scripts of a page need to know of the API: no definition is loaded for that. */

export const POSTURE_PATH = '/api/v1/posture';
export const STREAM_PATH = '/api/v1/stream';

/**
 * Header of the posture: the console's time when it answered, as ISO instant. The standard `date` header will not do: it
 * has whole seconds, and is the machine's time where the console's clock is shifted.
 */
export const TIME_HEADER = 'x-console-time';
