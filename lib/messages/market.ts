/** What is said of market: one template per code, pure, from its parameters. */

export const marketMessages = {};
