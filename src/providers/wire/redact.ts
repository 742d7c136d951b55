/** What vendors say, made fit to be shown and logged: no key, no part of one, no query of an address, no invisible characters, no flood. */

/** Runs of a key this long are hidden wherever they stand: vendors like to echo the two ends of one. */
const shortestRun = 6;
/** Forms of the keys that vendors hand out, whoever they belong to. */
const keyForms =
  /\b(?:sk|pk|rk|key|xai|r8|hf|gsk|fal)[-_][-_A-Za-z0-9*.…:]{8,}|\bAIza[-_A-Za-z0-9]{10,}|\bBearer\s+[^\s"'“”,;]+/g;

const hideRuns = (text: string, key: string): string => {
  // Too short to have runs: hidden where it stands as a whole.
  if (key.length < shortestRun) return key.length < 3 ? text : text.replaceAll(key, '‹key›');
  const runs = new Set(
    Array.from({ length: key.length - shortestRun + 1 }, (_, at) => key.slice(at, at + shortestRun)),
  );
  let shown = '';
  for (let at = 0; at < text.length; ) {
    if (!runs.has(text.slice(at, at + shortestRun))) {
      shown += text[at++];
      continue;
    }
    let end = at + shortestRun;
    while (runs.has(text.slice(end - shortestRun + 1, end + 1))) end++;
    shown += '‹key›';
    at = end;
  }
  return shown;
};

/** `text` without the key (as it is and as addresses write it), cut to `mostChars` UTF-16 units. */
export const redact = (text: string, key: string | undefined, mostChars = 500): string => {
  const plain = text
    // Far more than is shown is not searched.
    .slice(0, 8 * mostChars)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\b(?:https?|wss?):\/\/[^\s"'<>“”]+/gi, (address) =>
      address.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//'),
    )
    .replace(keyForms, '‹key›')
    .trim();
  const hidden = key === undefined ? plain : [key, encodeURIComponent(key)].reduce(hideRuns, plain);
  return hidden.length <= mostChars ? hidden : `${hidden.slice(0, mostChars - 1)}…`;
};
