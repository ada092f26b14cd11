/** What is said of actions: one template per code, pure, from its parameters. */

export const actionsMessages = {};
