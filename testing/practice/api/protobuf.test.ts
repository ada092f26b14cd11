import { expect, test } from 'vitest';
import { reviewFromProtobuf } from './protobuf.ts';

/** The request of kubectl 1.32 for `kubectl auth can-i delete pods` in the namespace trading-floor. */
const CAN_I_DELETE_PODS = Buffer.from(
  '6b3873000a320a17617574686f72697a6174696f6e2e6b38732e696f2f7631121753656c665375626a65637441636365737352657669657712450a100a0012001a0022002a0032003800420012270a250a0d74726164696e672d666c6f6f72120664656c6574651a0022002a04706f647332003a001a0808001200' +
    '1a0020001a002200',
  'hex',
);

test('an access review of kubectl is read', () => {
  expect(reviewFromProtobuf(CAN_I_DELETE_PODS)).toEqual({
    spec: { resourceAttributes: { namespace: 'trading-floor', verb: 'delete', resource: 'pods' } },
  });
});

test.each([
  ['text', Buffer.from('{"spec":{}}')],
  ['nothing after the magic', Buffer.from('6b387300', 'hex')],
  ['a length that never ends', Buffer.from('6b3873000affffffffff', 'hex')],
  ['another kind', Buffer.from('6b3873000a070a0276311201500000', 'hex')],
])('%s is refused with 415', (_what, body) => {
  expect(() => reviewFromProtobuf(body)).toThrow(expect.objectContaining({ code: 415 }));
});
