// Asks the server in this container how it is; exit code 0 while it can answer requests. `WORKPRINT_HEALTH_URL` names another one.
const url = process.env.WORKPRINT_HEALTH_URL ?? 'http://127.0.0.1:4400/health';
try {
  const answer = await fetch(url, { signal: AbortSignal.timeout(4000), redirect: 'error' });
  const { status } = await answer.json();
  console.log(status);
  process.exitCode = answer.status === 200 ? 0 : 1;
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
