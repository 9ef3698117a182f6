/**
 * Route tables of transit gateways with all that gets into them, and which attachment has which. What a table lets
 * through is for reachability/.
 */

import { possible } from './assignments';
import type { PartReference } from './model';
import { referenceId } from './networkModel';
import {
  networkOwn,
  type TransitAcceptance,
  type TransitAttachment,
  type TransitDefaultTable,
  type TransitGateway,
  type TransitRoute,
  type TransitTable,
  type TransitTableUse,
} from './topology';
import type { Candidate, EffectiveTransitTable } from './topologyIndex';

export interface TransitTableParts {
  readonly declared: readonly TransitTable[];
  readonly uses: readonly TransitTableUse[];
  readonly defaults: readonly TransitDefaultTable[];
  readonly routes: readonly TransitRoute[];
  /** With what their gateways say. */
  readonly attachments: readonly TransitAttachment[];
  readonly acceptances: readonly TransitAcceptance[];
  readonly gateways: ReadonlyMap<string, TransitGateway>;
}

export interface TransitTables {
  readonly tablesOf: (attachment: TransitAttachment) => readonly Candidate<EffectiveTransitTable>[];
  readonly attachment: (id: string) => TransitAttachment | undefined;
}

type Role = TransitTableUse['role'];

/** A table that an attachment has or gets into; undefined: one that is not known. */
interface Claim {
  readonly table: string | undefined;
  readonly certainty: TransitTableUse['certainty'];
}

const NO_TABLE: EffectiveTransitTable = {
  name: 'no route table of the transit gateway',
  routes: [],
  propagated: [],
  open: undefined,
};
const UNKNOWN_TABLE: EffectiveTransitTable = {
  name: 'a route table of the transit gateway',
  routes: [],
  propagated: [],
  open: 'which route table the attachment has is not known',
};

/**
 * An attachment is associated with exactly one table, or with none: then nothing of what it sends goes on
 * (https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html).
 */
export function createTransitTables(parts: TransitTableParts): TransitTables {
  const { declared, uses, defaults, routes, attachments, acceptances, gateways } = parts;
  const tables = new Map(declared.map((table) => [table.address, table]));
  const byId = new Map(attachments.map((attachment) => [attachment.address, attachment]));
  for (const { address, attachment } of acceptances) {
    const accepted = byId.get(referenceId(attachment) ?? '');
    if (accepted !== undefined) byId.set(address, accepted);
  }
  const isNamed = (reference: PartReference, attachment: TransitAttachment): boolean => {
    const id = referenceId(reference);
    return id === undefined ? reference.kind === 'unknown' : byId.get(id) === attachment;
  };

  const defaultsOf = (attachment: TransitAttachment, role: Role): readonly Claim[] => {
    const isOn = role === 'association' ? attachment.associates : attachment.propagates;
    if (isOn === false) return [];
    const transit = referenceId(attachment.transit);
    if (transit === undefined || isOn === undefined) return [{ table: undefined, certainty: 'possible' }];
    const own: Claim = { table: networkOwn.transitTable(transit), certainty: 'certain' };
    const others = defaults.filter(
      (each) => each.role === role && [transit, undefined].includes(referenceId(each.transit)),
    );
    // Which of them was the default one when the attachment was made is not known.
    return others.length === 0
      ? [own]
      : [own.table, ...others.map(({ table }) => referenceId(table))].map((table) => ({
          table,
          certainty: 'possible',
        }));
  };
  const claimsOf = (attachment: TransitAttachment, role: Role): readonly Claim[] =>
    uses
      .filter((use) => use.role === role && isNamed(use.attachment, attachment))
      .map(({ table, certainty, attachment: named }) => ({
        table: referenceId(table),
        certainty: referenceId(named) === undefined ? 'possible' : certainty,
      }));

  const propagations = new Map<string, Candidate<TransitAttachment>[]>();
  /** Whose table is not known: any may have them. */
  const anywhere: Candidate<TransitAttachment>[] = [];
  for (const attachment of attachments) {
    for (const claim of [...claimsOf(attachment, 'propagation'), ...defaultsOf(attachment, 'propagation')]) {
      const certainty = attachment.certainty === 'possible' ? 'possible' : claim.certainty;
      if (claim.table === undefined) anywhere.push(possible(attachment));
      else add(propagations, claim.table, { certainty, thing: attachment });
    }
  }
  const written = new Map<string, TransitRoute[]>();
  const loose: TransitRoute[] = [];
  for (const route of routes) {
    const table = referenceId(route.table);
    if (table !== undefined) add(written, table, route);
    else if (route.table.kind === 'unknown') loose.push({ ...route, certainty: 'possible' });
  }

  const effectives = new Map<string, EffectiveTransitTable>();
  const effective = (id: string): EffectiveTransitTable => {
    let found = effectives.get(id);
    if (found === undefined) {
      found = {
        name: id,
        routes: [...(written.get(id) ?? []), ...loose],
        propagated: [...(propagations.get(id) ?? []), ...anywhere],
        open: openReason(id),
      };
      effectives.set(id, found);
    }
    return found;
  };
  const openReason = (id: string): string | undefined => {
    const table = tables.get(id);
    const prefix = networkOwn.transitTable('');
    const transit = table === undefined ? undefined : referenceId(table.transit);
    const gateway = id.startsWith(prefix) ? id.slice(prefix.length) : transit;
    if (table?.open === true) return `${id} may have routes that the configuration does not show`;
    // A gateway of somebody else may have tables, routes and attachments of its own.
    return gateway !== undefined && gateways.has(gateway) ? undefined : `${id} is not in the configuration`;
  };

  const answers = new Map<TransitAttachment, readonly Candidate<EffectiveTransitTable>[]>();
  const tablesFor = (attachment: TransitAttachment): readonly Candidate<EffectiveTransitTable>[] => {
    const own = claimsOf(attachment, 'association');
    const certain = own.find(({ certainty }) => certainty === 'certain');
    if (certain !== undefined) {
      const { table } = certain;
      return [
        table === undefined ? possible(UNKNOWN_TABLE) : { certainty: 'certain', thing: effective(table) },
      ];
    }
    const byDefault = defaultsOf(attachment, 'association');
    const claims = [...own, ...byDefault];
    const found = claims.map(({ table }) => (table === undefined ? UNKNOWN_TABLE : effective(table)));
    const isBare = byDefault.length === 0 && attachment.external !== true;
    if (isBare) found.push(NO_TABLE);
    if (attachment.external === true) found.push(UNKNOWN_TABLE);
    const [only] = found;
    const isOne =
      found.length === 1 && only !== undefined && (claims[0]?.certainty ?? 'certain') === 'certain';
    return isOne ? [{ certainty: 'certain', thing: only }] : [...new Set(found)].map(possible);
  };
  return {
    tablesOf: (attachment) => {
      let found = answers.get(attachment);
      if (found === undefined) {
        found = tablesFor(attachment);
        answers.set(attachment, found);
      }
      return found;
    },
    attachment: (id) => byId.get(id),
  };
}

function add<Thing>(lists: Map<string, Thing[]>, key: string, thing: Thing): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [thing]);
  else known.push(thing);
}
