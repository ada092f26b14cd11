/** What is said of execution: one template per code, pure, from its parameters. */

export const executionMessages = {};
