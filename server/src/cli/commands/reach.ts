/** `sg-lens reach`: who can reach what, because of which rules, or what is in the way. */

import type { Command } from 'commander';
import { cliError } from '../cliError';
import { trafficText } from '../formats/flowText';
import { reachText } from '../formats/reachText';
import { endName } from '../endNames';
import type { OpenedWorkspace } from '../openWorkspace';
import { openWorkspace } from '../openWorkspace';
import type { CommonOptions } from '../options';
import { addCommonOptions } from '../options';
import type { Finish } from '../program';
import type { ReachQuestion } from '../reachReport';
import { hopsOfQuestion, reachReport, trafficOfQuestion } from '../reachReport';
import { protocolText } from '../../packets/trafficEntries';
import { createStages } from '../stages';
import type { Terminal } from '../terminal';
import { coloursOf } from '../terminal';

type ReachOptions = CommonOptions & ReachQuestion;

export function addReachCommand(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('reach')
    .summary('say who can reach what, and because of which rules')
    .description(
      'Says who can reach what, and because of which rules; or what is in the way.\n' +
        'An end is a resource address, a group’s name, internet, an IP address or CIDR, a subnet’s address, or an sg-… id.',
    )
    .argument('[path]', 'directory of the configuration', '.')
    .option('--from <end>', 'who opens the connection (without it: everybody)')
    .option('--to <end>', 'who is connected to (without it: everybody)')
    .option('--protocol <protocol>', 'tcp, udp, icmp, icmpv6, all or a number (without it, with --port: tcp)')
    .option('--port <port>', 'destination port, or a range such as 8000-8080')
    .option(
      '--hops <number>',
      'how many hops a path may have, or any (without it: any from the internet, else 1)',
    )
    .option('--blast-radius', 'all that --from reaches, over any number of hops');
  addCommonOptions(command, ['text', 'json']).action((argument: string, options: ReachOptions) =>
    finish(reach(argument, options, terminal)),
  );
}

async function reach(argument: string, options: ReachOptions, terminal: Terminal): Promise<number> {
  if (options.from === undefined && options.to === undefined) {
    throw cliError(
      'There is no question.',
      'reach needs at least one end.',
      'Give --from, --to or both, for example --to aws_db_instance.main --port 5432.',
    );
  }
  trafficOfQuestion(options);
  hopsOfQuestion(options);
  const stages = createStages(terminal, options);
  const opened = await openWorkspace(argument, options, terminal, stages);
  stages.begin('evaluating');
  for (const analysis of opened.roots) analysis.root.model();
  stages.begin('answering');
  const report = reachReport(opened, options);
  stages.end();
  terminal.writeOut(
    options.format === 'json'
      ? `${JSON.stringify(report, undefined, 2)}\n`
      : reachText(report, {
          colours: coloursOf(terminal.colour && options.color),
          columns: terminal.columns,
          nameOf: (end, flow) => endName(opened, end, flow),
          question: questionText(opened, options),
          destination: options.to,
          asList: options.blastRadius === true,
        }),
  );
  return 0;
}

function questionText(opened: OpenedWorkspace, question: ReachQuestion): string {
  const name = (text: string | undefined): string => {
    if (text === undefined) return question.blastRadius === true ? 'everything' : 'anybody';
    return text === 'internet' ? 'the internet' : (endName(opened, { kind: 'group', address: text }) ?? text);
  };
  const { protocol, ports } = trafficOfQuestion(question);
  const traffic =
    protocol === undefined && ports === undefined
      ? ''
      : ` on ${trafficText({
          protocol: protocol === undefined ? 'tcp' : protocolText(protocol),
          ports:
            ports === undefined
              ? 'all'
              : ports.from === ports.to
                ? String(ports.from)
                : `${ports.from}-${ports.to}`,
        })}`;
  return `${name(question.from)} → ${name(question.to)}${traffic}`;
}
