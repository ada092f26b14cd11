/** What is said of sources: one template per code, pure, from its parameters. */

export const sourcesMessages = {};
