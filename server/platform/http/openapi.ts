import { z } from 'zod';
import type { RouteDescription } from '#server/platform/http/route.ts';

const jsonSchema = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'openapi-3.0' });

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query') {
  if (!schema) return [];
  const described = jsonSchema(schema);
  const required = new Set(described.required ?? []);
  return Object.entries(described.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: property,
  }));
}

/** The description of the REST API (OpenAPI 3.0.3), from the same schemas that check its inputs. */
export function openApiDocument(routes: readonly RouteDescription[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][route.method] = {
      summary: route.summary,
      parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
      ...(route.body && {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: jsonSchema(route.body) } },
        },
      }),
      responses: {
        [route.success]: { description: 'Done' },
        default: { description: 'A refusal with a stable code' },
      },
    };
  }
  return { openapi: '3.0.3', info: { title: 'Trame', version: '1' }, paths };
}
