/** What `npm audit --json` says, and which of it was looked at and accepted for a while. */

type Accepted = { readonly advisory: string; readonly reason: string; readonly until: string };

/** Holes that do not reach us. Each with why, and the day on which it is looked at again. */
const accepted: readonly Accepted[] = [];

type Via = { readonly url?: string; readonly title?: string; readonly severity?: string } | string;
type Report = {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly via: readonly Via[] }>>;
};

const serious = new Set(['high', 'critical']);

/** A sentence for each high or critical hole that was not accepted; undefined when the text is no report. */
export const readAudit = (
  text: string,
  now: Date,
  acceptances: readonly Accepted[] = accepted,
): readonly string[] | undefined => {
  let report: Report;
  try {
    report = JSON.parse(text) as Report;
  } catch {
    return undefined; // npm prints words instead when it cannot ask
  }
  if (!report.vulnerabilities) return undefined;
  return Object.entries(report.vulnerabilities).flatMap(([name, { via }]) =>
    via.flatMap((each) => {
      if (typeof each === 'string' || !serious.has(each.severity ?? '')) return [];
      const isAccepted = acceptances.some(
        ({ advisory, until }) => each.url?.endsWith(advisory) && now < new Date(until),
      );
      return isAccepted ? [] : [`${name}: ${each.severity}, ${each.title ?? 'unnamed'} (${each.url ?? 'no address'})`];
    }),
  );
};
