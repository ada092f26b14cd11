/** What is said of agents: one template per code, pure, from its parameters. */

export const agentsMessages = {};
