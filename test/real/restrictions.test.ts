import assert from 'node:assert/strict';
import type {
  RestrictionArgument,
  RestrictionFact,
  RestrictionStage,
} from '../../server/src/knowledge/types';
import { compareVersions } from '../../server/src/knowledge/versions';
import { postfixFacts } from '../support/facts';
import {
  converse,
  createNetwork,
  PrivatePostfix,
  type Dialogue,
  type Network,
} from '../support/privatePostfix';
import { realPostfixes } from '../support/realPostfix';

/** What smtpd answers to a restriction that it does not know, or that lacks its argument. */
const REFUSED = 'Server configuration error';

const PARAMETERS: Readonly<Record<RestrictionStage, string>> = {
  client: 'smtpd_client_restrictions',
  helo: 'smtpd_helo_restrictions',
  sender: 'smtpd_sender_restrictions',
  relay: 'smtpd_relay_restrictions',
  recipient: 'smtpd_recipient_restrictions',
  data: 'smtpd_data_restrictions',
  'end-of-data': 'smtpd_end_of_data_restrictions',
  etrn: 'smtpd_etrn_restrictions',
};
const STAGES = Object.keys(PARAMETERS) as RestrictionStage[];
const portOf = (stage: RestrictionStage): number => 2500 + STAGES.indexOf(stage);

const ARGUMENTS: Readonly<Record<RestrictionArgument, string>> = {
  table: 'static:dunno',
  'policy-service': 'unix:private/nobody',
  'dns-domain': 'dnsbl.example',
  number: '0',
  restriction: 'permit',
};
/** Without its domain a restriction is passed over with a warning; at the end of a list nothing is left to warn of. */
const OPTIONAL: readonly RestrictionArgument[] = ['dns-domain', 'restriction'];

const CONTROL = 'nonsense';

/**
 * The name in HELO chooses what is evaluated: an access table answers with a restriction class of that name, which
 * holds the restriction, with its argument or bare.
 */
function chooser(facts: readonly RestrictionFact[]): readonly string[] {
  const classes = facts.flatMap(({ name, argument }): [string, string][] => [
    [`with_${name}`, argument === undefined ? name : `${name} ${ARGUMENTS[argument]}`],
    [`bare_${name}`, name],
  ]);
  const all: readonly [string, string][] = [...classes, [`with_${CONTROL}`, CONTROL]];
  const names = all.map(([name]) => name);
  return [
    `smtpd_restriction_classes = ${names.join(', ')}`,
    ...all.map(([name, value]) => `${name} = ${value}`),
    `chosen = check_helo_access inline:{ ${names.map((name) => `${name}=${name}`).join(', ')} }`,
  ];
}

function mainCf(postfix: PrivatePostfix, facts: readonly RestrictionFact[]): string {
  return [
    postfix.settings(),
    'compatibility_level = 3.6',
    'myhostname = mx.example.org',
    'mydestination = example.org',
    'inet_protocols = ipv4',
    'alias_maps =',
    'local_recipient_maps =',
    // smtpd does not start when neither list refuses anything.
    'smtpd_relay_restrictions = reject_unauth_destination',
    'smtpd_recipient_restrictions = reject_unauth_destination',
    'smtpd_peername_lookup = no',
    'smtpd_error_sleep_time = 0',
    'smtpd_sasl_auth_enable = no',
    'fast_flush_domains =',
    'address_verify_map =',
    'address_verify_poll_count = 1',
    'smtpd_policy_service_try_limit = 1',
    'smtpd_policy_service_default_action = DUNNO',
    'parent_domain_matches_subdomains =',
    'in_flow_delay = 0',
    ...chooser(facts),
    '',
  ].join('\n');
}

const MASTER_CF = [
  ...STAGES.map(
    (stage) => `127.0.0.1:${portOf(stage)} inet n - n - - smtpd -o { ${PARAMETERS[stage]} = $chosen }`,
  ),
  'cleanup unix n - n - 0 cleanup',
  'rewrite unix - - n - - trivial-rewrite',
  'verify unix - - n - 1 verify',
  'anvil unix - - n - 1 anvil',
  'postlog unix-dgram n - n - 1 postlogd',
  '',
].join('\n');

const MESSAGE = ['MAIL FROM:<a@example.com>', 'RCPT TO:<b@example.org>', 'DATA', '.'];

const dialogue = (stage: RestrictionStage, helo: string): Dialogue => ({
  host: '127.0.0.1',
  port: portOf(stage),
  from: '127.0.0.1',
  wrapper: false,
  lines: [`HELO ${helo}`, ...(stage === 'etrn' ? ['ETRN example.org'] : MESSAGE), 'QUIT'],
});

for (const real of realPostfixes('smtpd restrictions')) {
  describe(`restrictions of Postfix ${real.version}`, () => {
    const facts = postfixFacts().restrictions;
    let network: Network;
    let postfix: PrivatePostfix;

    before(async () => {
      network = await createNetwork();
      postfix = new PrivatePostfix(real, network);
      postfix.directory.write('etc/main.cf', mainCf(postfix, facts));
      postfix.directory.write('etc/master.cf', MASTER_CF);
      const started = postfix.start();
      assert.equal(started.status, 0, started.stderr);
    });

    after(async () => {
      await postfix.remove();
      network.remove();
    });

    /** The names, of those asked, that smtpd refuses in the list of a stage. */
    const refused = async (
      stage: RestrictionStage,
      form: 'with' | 'bare',
      names: readonly string[],
    ): Promise<string[]> => {
      const answers = await converse(
        network,
        names.map((name) => dialogue(stage, `${form}_${name}`)),
      );
      return names.filter((_, index) => answers[index]?.some(({ text }) => text.includes(REFUSED)));
    };
    const isGone = ({ removed }: RestrictionFact): boolean =>
      removed !== undefined && compareVersions(real.version, removed) >= 0;

    for (const stage of STAGES) {
      it(`knows them in ${PARAMETERS[stage]}, and no removed one`, async () => {
        const asked = [...facts.map(({ name }) => name), CONTROL];
        // Where a restriction has nothing to look at, smtpd does not even say that it is gone.
        const acts = ({ stages }: RestrictionFact): boolean => stages?.includes(stage) ?? true;
        const gone = facts.filter((fact) => isGone(fact) && acts(fact)).map(({ name }) => name);
        assert.deepEqual(await refused(stage, 'with', asked), [...gone, CONTROL]);
      });
    }

    it('refuses those without the argument that the facts call for', async () => {
      const present = facts.filter((fact) => !isGone(fact));
      const needy = present.filter(({ argument }) => argument !== undefined && !OPTIONAL.includes(argument));
      assert.deepEqual(
        await refused(
          'recipient',
          'bare',
          present.map(({ name }) => name),
        ),
        needy.map(({ name }) => name),
      );
    });
  });
}
