/** What is said of permissions: one template per code, pure, from its parameters. */

export const permissionsMessages = {};
