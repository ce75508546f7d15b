import { MemoryDocumentLog } from '#server/platform/collab/memory-document-log.ts';
import { documentLogContractSuite } from '#server/platform/collab/testing/document-log.contract.ts';

documentLogContractSuite('memory', async () => new MemoryDocumentLog());
