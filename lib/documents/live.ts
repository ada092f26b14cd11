/** The part of the API that the first scripts of a page need: they load no definition for it. */

export const POSTURE_PATH = '/api/v1/posture';
export const STREAM_PATH = '/api/v1/stream';

/**
 * Header of the posture: the console's time of the answer, as ISO instant. The standard `date` header has only whole
 * seconds, and is the machine's time even if the console's clock is shifted.
 */
export const TIME_HEADER = 'x-console-time';
