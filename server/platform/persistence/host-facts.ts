import { model, Schema } from 'mongoose';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';

/** Facts of the host as a whole, one document a name, written once. */
const schema = new Schema<{ _id: string; value: string; at: Date }>({
  _id: { type: String, required: true },
  value: { type: String, required: true },
  at: { type: Date, required: true },
});

const HostFacts = model('HostFact', schema, 'host_facts');

/** Writes a fact unless it is known, on any node; gives the value that holds ever after. */
export async function claimFact(name: string, value: string): Promise<string> {
  try {
    await HostFacts.create({ _id: name, value, at: new Date() });
    return value;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return (await readFact(name)) ?? value;
  }
}

export async function readFact(name: string): Promise<string | null> {
  const fact = await HostFacts.findById(name).lean();
  return fact?.value ?? null;
}
