import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '#server/platform/http/openapi.ts';
import { createOriginRule } from '#server/platform/http/origins.ts';
import { createRateLimiter } from '#server/platform/http/rate-limit.ts';
import { parseInput } from '#server/platform/http/route.ts';

describe('an input', () => {
  it('that is wrong says where, with a stable code', () => {
    const schema = z.object({ title: z.string().min(3), tags: z.array(z.string()) });
    expect(() => parseInput(schema, { title: 'x', tags: [1] }, 'body')).toThrow(
      expect.objectContaining({ code: 'bad_input', fields: ['body.title', 'body.tags.0'] }),
    );
  });
});

describe('a rate limit', () => {
  it('counts by person and by name of the limit', async () => {
    const limiter = createRateLimiter();
    const limit = { name: 'test', points: 2, seconds: 60 };
    await limiter.consume(limit, 'a');
    await limiter.consume(limit, 'a');
    await expect(limiter.consume(limit, 'a')).rejects.toMatchObject({ code: 'too_many_requests' });
    await limiter.consume(limit, 'b');
    await limiter.consume({ ...limit, name: 'other' }, 'a');
  });
});

describe('the origin rule', () => {
  it('lets in its own pages and programs that are no browser', () => {
    const allowed = createOriginRule('https://trame.example.org/');
    expect(allowed('https://trame.example.org')).toBe(true);
    expect(allowed(undefined)).toBe(true);
    expect(allowed('https://trame.example.org.evil.example')).toBe(false);
    expect(allowed('http://trame.example.org')).toBe(false);
    expect(allowed('null')).toBe(false);
  });
});

describe('the API’s description', () => {
  it('comes from the schemas of the routes', () => {
    const document = openApiDocument([
      {
        method: 'post',
        path: '/api/things/:thingId',
        summary: 'Change a thing',
        success: 201,
        params: z.object({ thingId: z.string() }),
        body: z.object({ title: z.string().max(10) }),
      },
    ]);
    expect(document.paths['/api/things/{thingId}']?.post).toMatchObject({
      parameters: [{ name: 'thingId', in: 'path', required: true }],
      requestBody: {
        content: {
          'application/json': { schema: { properties: { title: { maxLength: 10 } } } },
        },
      },
    });
  });
});
