/** What is said of escalation: one template per code, pure, from its parameters. */

export const escalationMessages = {};
