/**
 * Header of `/api/v1/posture`: the console's time when it answered, as ISO instant. The standard `date` header will not
 * do: it has whole seconds, and is the machine's time where the console's clock is shifted.
 */
export const TIME_HEADER = 'x-console-time';
