/** What is said of conformance: one template per code, pure, from its parameters. */

export const conformanceMessages = {};
