// The health check of the container: exit code 0 when the address given answers with success.
const LIMIT = 4_000;

/**
 * @param {string} url
 * @returns {Promise<boolean>}
 */
async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(LIMIT) })).ok;
  } catch {
    return false;
  }
}

process.exitCode = (await answers(process.argv[2] ?? '')) ? 0 : 1;
