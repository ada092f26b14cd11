/** What is said of probes: one template per code, pure, from its parameters. */

export const probesMessages = {};
