import { describe } from 'vitest';
import { type Connect, useStore } from '../store.ts';
import { generatedOrderContract } from './order.ts';
import { generatedPipelinesContract } from './pipelines.ts';
import { generatedPlansContract } from './plans.ts';
import { generatedSequencesContract } from './sequences.ts';
import { generatedUpdatesContract } from './updates.ts';

/**
 * Generated cases against a model that is written from MongoDB's manual and knows no engine. What the
 * manual leaves open is left out of the cases. `TRAME_FUZZ_SEED` repeats a failure, `TRAME_FUZZ_RUNS`
 * multiplies the cases.
 */
export function generatedContract(connect: Connect): void {
  describe.concurrent('generated cases', () => {
    const store = useStore(connect);
    generatedOrderContract(store);
    generatedPlansContract(store);
    generatedUpdatesContract(store);
    generatedSequencesContract(store);
    generatedPipelinesContract(store);
  });
}
