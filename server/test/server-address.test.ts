import { describe, expect, test } from 'vitest';
import { withDatabase } from './server-address.ts';

describe('the address of another database', () => {
  test.each([
    ['mongodb://127.0.0.1:27017', 'mongodb://127.0.0.1:27017/mine'],
    ['mongodb://127.0.0.1:27017/', 'mongodb://127.0.0.1:27017/mine'],
    [
      'mongodb://one:1,two:2/trame?replicaSet=r&w=majority',
      'mongodb://one:1,two:2/mine?replicaSet=r&w=majority',
    ],
    ['mongodb+srv://db.example.org/x', 'mongodb+srv://db.example.org/mine'],
    ['mongodb://ann:secret@host', 'mongodb://ann:secret@host/mine?authSource=admin'],
    ['mongodb://ann:secret@host/trame', 'mongodb://ann:secret@host/mine?authSource=trame'],
    ['mongodb://ann:s@host/a?authSource=b', 'mongodb://ann:s@host/mine?authSource=b'],
    ['mongodb://%2Ftmp%2Fmongo.sock/trame', 'mongodb://%2Ftmp%2Fmongo.sock/mine'],
  ])('of %s', (url, expected) => {
    expect(withDatabase(url, 'mine')).toBe(expected);
  });

  test('is refused for what is not one', () => {
    expect(() => withDatabase('http://host', 'mine')).toThrow(/connection string/);
  });
});
