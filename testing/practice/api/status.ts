/** A refusal, as the API server words it: a `Status` object. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: number, reason: string, message: string, details?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /** The body that goes over the wire. */
  toStatus(): Record<string, unknown> {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(this.details === undefined ? {} : { details: this.details }),
      code: this.code,
    };
  }
}

export const unknownPath = () =>
  new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});
export const badRequest = (message: string) => new ApiError(400, 'BadRequest', message);
export const expired = (message: string) => new ApiError(410, 'Expired', message);
export const unauthorized = () => new ApiError(401, 'Unauthorized', 'Unauthorized');
export const unavailable = (message: string) => new ApiError(503, 'ServiceUnavailable', message);

export const objectNotFound = (resource: string, group: string, name: string) =>
  new ApiError(404, 'NotFound', `${groupResource(resource, group)} "${name}" not found`, {
    name,
    group: group || undefined,
    kind: resource,
  });

export const alreadyExists = (resource: string, group: string, name: string) =>
  new ApiError(409, 'AlreadyExists', `${groupResource(resource, group)} "${name}" already exists`, {
    name,
    group: group || undefined,
    kind: resource,
  });

export const conflict = (resource: string, group: string, name: string) =>
  new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${groupResource(resource, group)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    { name, group: group || undefined, kind: resource },
  );

/** `message`: the field, a colon, and what is wrong with it. kubectl shows the causes only. */
export function invalid(kind: string, name: string, message: string): ApiError {
  const [field = '', ...rest] = message.split(': ');
  const causes = [{ reason: 'FieldValueInvalid', field, message: rest.join(': ') }];
  return new ApiError(422, 'Invalid', `${kind} "${name}" is invalid: ${message}`, { name, kind, causes });
}

/** `deployments.apps`, `pods`: how messages name a resource. */
export function groupResource(resource: string, group: string): string {
  return group === '' ? resource : `${resource}.${group}`;
}
