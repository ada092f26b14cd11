import { expect, test } from 'vitest';
import { openApiAt } from './openapi.ts';
import { RESOURCES } from './resources.ts';

test('every resource has a document that says that its fields are checked on the server', () => {
  for (const { group, version, kind } of RESOURCES) {
    const document = JSON.stringify(
      openApiAt(`/openapi/v3/${group === '' ? 'api' : `apis/${group}`}/${version}`),
    );
    expect(document).toContain(JSON.stringify({ group, version, kind }));
    expect(document).toContain('"fieldValidation"');
  }
});

test.each(['/openapi/v2', '/openapi/v3/apis/nope/v1', '/openapi'])('%s is not served', (path) => {
  expect(openApiAt(path)).toBeUndefined();
});
