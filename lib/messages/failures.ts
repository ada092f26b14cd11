/** What is said of failures: one template per code, pure, from its parameters. */

export const failuresMessages = {};
