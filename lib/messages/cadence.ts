/** What is said of cadence: one template per code, pure, from its parameters. */

export const cadenceMessages = {};
