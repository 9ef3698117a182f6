/** The parts that findings about an open rule have in common: place, sources in words, related places, fixes. */

import type { Certainty } from '../network/model';
import type { GroupView } from '../network/networkModel';
import { formatIpPrefix } from '../packets/ipPrefix';
import type { Fix } from '../source/edit';
import type { Origin } from '../source/origin';
import type { CheckContext, Finding, RelatedPlace, Severity } from './check';
import type { Source } from './exposure';
import type { Placement } from './placement';
import { forCertainty, lowered } from './severity';
import { fromFile, isWrittenInRule, listed, literalFix, peerOrigin } from './wording';

export interface ExposureReport {
  readonly code: string;
  /** Before certainty and placement lower it. */
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly message: string;
  /** The prefixes it is about, of one rule or several; at least one. */
  readonly sources: readonly [Source, ...Source[]];
  readonly view: GroupView;
  readonly placement: Placement;
}

/** The finding, standing on the first source; nothing in the message is added or left out. */
export function exposureFinding(report: ExposureReport, context: CheckContext): Finding {
  const { code, certainty, message, placement } = report;
  const [first] = report.sources;
  const milder = placement.reach === 'unattached' || placement.reach === 'private' ? 1 : 0;
  return {
    code,
    severity: forCertainty(lowered(report.severity, milder), certainty),
    certainty,
    message: [message, placement.sentence].filter((text) => text !== '').join(' '),
    origin: placeOf(report.sources),
    resource: first.rule.resource,
    related: [...relatedSources(report.sources), ...placement.related],
    fixes: narrowingFixes(report, context),
  };
}

/** The literal when it is the only one and stands in the rule, else the argument that brings it in. */
function placeOf(sources: readonly [Source, ...Source[]]): Origin {
  const [first] = sources;
  const sameArgument = sources.filter(({ peer }) => peer.argumentOrigin === first.peer.argumentOrigin);
  if (sameArgument.length > 1 || first.written !== first.peer) return first.peer.argumentOrigin;
  return peerOrigin(first.rule, first.peer);
}

function relatedSources(sources: readonly Source[]): readonly RelatedPlace[] {
  const [first] = sources;
  return sources.flatMap((source): RelatedPlace[] => {
    const text = source.written.text;
    if (source.written !== source.peer) {
      return [{ origin: source.written.origin, message: `${text} is an entry of the prefix list` }];
    }
    if (!isWrittenInRule(source.rule, source.peer)) {
      return [{ origin: source.written.origin, message: `${text} is written here` }];
    }
    if (source.rule === first?.rule) return [];
    return [{ origin: source.written.origin, message: `${text} adds to it here` }];
  });
}

/** `0.0.0.0/0 (from terraform.tfvars) and ::/0`: at most four, each text once. */
export function sourcesText(sources: readonly Source[]): string {
  const texts = sources.map(({ rule, written }) => `${written.text}${fromFile(rule, written.origin)}`);
  return listed([...new Set(texts)], 4);
}

/** For a literal in the rule: its own network instead, where that is one known prefix. */
function narrowingFixes(report: ExposureReport, context: CheckContext): readonly Fix[] {
  const { view, sources } = report;
  const [first] = sources;
  const reference = view.group?.network;
  if (sources.length > 1 || reference?.kind !== 'part' || first.written !== first.peer) return [];
  const network = context.network(reference.address);
  const [prefix, ...more] = network?.prefixes ?? [];
  if (network === undefined || network.open || prefix === undefined || more.length > 0) return [];
  if (prefix.family !== first.written.prefix.family) return [];
  const text = formatIpPrefix(prefix);
  return literalFix(`Admit only ${reference.address} (${text})`, first.written, text, false);
}
