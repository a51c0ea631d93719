import { CLIENT_PARAMETERS, CLIENT_TYPES, type ClientType } from '../server/src/postfix/clientParameters';
import { realPostfixes } from './support/realPostfix';
import { postfixFacts } from './support/facts';
import { createPostfixKnowledge } from '../server/src/knowledge/postfixKnowledge';
const BASE: Record<ClientType, Record<string,string>> = {
  ldap: { server_host: 'ldap://127.0.0.1:1', search_base: 'o=x', query_filter: '(m=%s)' },
  mysql: { hosts: '127.0.0.1:1', dbname: 'd', query: "SELECT '%s'" },
  pgsql: { hosts: '127.0.0.1:1', dbname: 'd', query: "SELECT '%s'" },
  sqlite: { dbpath: '/tmp/no.db', query: "SELECT '%s'" },
  memcache: { memcache: 'inet:127.0.0.1:1', max_try: '1', retry_pause: '1', timeout: '1' },
  mongodb: { uri: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50', dbname: 'd', collection: 'c', query_filter: '{"a":"%s"}', result_attribute: 'x' },
};
const knowledge = createPostfixKnowledge(postfixFacts());
for (const p of realPostfixes('x', ['bookworm', 'trixie','forky'])) {
  const w = p.workDirectory(); w.write('main.cf','compatibility_level=3.6\n');
  const rel = knowledge.release(p.version);
  for (const type of CLIENT_TYPES) {
    if (!rel.tableType(type)) continue;
    for (const s of rel.clientSuffixes(type)) {
      const outcome: string[] = [];
      for (const v of ['abc','', '-1','0','1h','yes','YES','%q','NONE']) {
        const set = { ...BASE[type], [s]: v };
        const f = w.write('f.cf', Object.entries(set).map(([n, x]) => `${n} = ${x}\n`).join(''));
        let r; try { r = p.run(['timeout','3','postmap','-c',w.inside,'-q','u@example.com',`${type}:${f}`]); } catch(e) { outcome.push(v+':TIMEOUT'); continue; }
        const m = /fatal: (?!table .*query error|.*SQL prepare)(.*)|warning: (.*(?:Unrecognized|Unknown|ignoring).*)/.exec(r.stderr);
        if (m) outcome.push(`${JSON.stringify(v)}: ${(m[1]??m[2]??'').replace(/^.*f\.cf:? ?/,'').slice(0,70)}`);
      }
      if (outcome.length) console.log(p.version, type, s, '→', outcome.join(' | '));
    }
  }
  w.remove();
}
