import { expect, test } from 'vitest';
import { KubeConfig } from './lean-client.ts';

test('reads credentials and makes options without the parts that were left out', async () => {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'c', server: 'https://127.0.0.1:1', skipTLSVerify: true },
    { name: 'u', token: 't' },
  );
  const options = {};
  await config.applyToHTTPSOptions(options);
  expect(options).toMatchObject({ headers: { Authorization: 'Bearer t' }, rejectUnauthorized: false });
});

test('the generated API and undici are stand-ins that throw when they are used', async () => {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'c', server: 'https://127.0.0.1:1', skipTLSVerify: true },
    { name: 'u' },
  );
  class Api {}
  expect(() => config.makeApiClient(Api)).toThrow('not part of the lean Kubernetes client');
});
