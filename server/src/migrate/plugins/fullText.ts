import { isYes, open, removed, write, type OldSetting, type Outcome } from '../conversion';
import { renamed } from '../carryOver';
import { reason } from '../reasons';
import { block, inBlocks, setting, type Statement } from '../statements';
import type { PluginConversion } from './pluginConversion';

/** Full text search. */
export const FULL_TEXT: readonly PluginConversion[] = [
  [/^fts$/, convertBackend],
  [/^fts_autoindex_exclude\d*$/, excludeMailbox],
  [/^fts_decoder$/, decoder('script', 'fts_decoder_script_socket_path')],
  [/^fts_tika$/, decoder('tika', 'fts_decoder_tika_url')],
  [
    /^fts_enforced$/,
    ({ value }) => {
      const fallback = setting('fts_search_read_fallback', value === 'no' ? 'yes' : 'no');
      const missing =
        value === 'no'
          ? []
          : [setting('fts_search_add_missing', value === 'body' ? 'body-search-only' : 'yes')];
      return write([...missing, fallback]);
    },
  ],
  [/^fts_index_timeout$/, renamed('fts_search_timeout')],
  [/^fts_language_config$/, renamed('textcat_config_path')],
  [/^fts_languages$/, convertLanguages],
  [/^fts_filters$/, renamed('language_filters')],
  [/^fts_tokenizers$/, renamed('language_tokenizers')],
  [/^fts_solr$/, convertSolr],
  [/^fts_(lucene|squat)$/, removed],
];

function convertBackend({ value }: OldSetting): Outcome {
  if (value === '') return write([]);
  return /^(solr|flatcurve)$/.test(value)
    ? write([block('fts', value, [])])
    : open(reason('no-driver', { type: 'fts', name: value }));
}

/** A mailbox, or `\Trash` for those of a special use. */
function excludeMailbox({ value }: OldSetting): Outcome {
  return write(inBlocks([['mailbox', value]], [setting('fts_autoindex', 'no')]));
}

function decoder(driver: string, name: string) {
  return ({ value }: OldSetting): Outcome =>
    write([setting('fts_decoder_driver', driver), setting(name, value)]);
}

function convertLanguages({ value }: OldSetting): Outcome {
  const names = value.split(/[\s,]+/).filter((name) => name !== '');
  return write(
    names.map((name, index) => block('language', name, index === 0 ? [setting('default', 'yes')] : [])),
  );
}

const SOLR: Readonly<Record<string, (value: string) => Statement | undefined>> = {
  url: (value) => setting('fts_solr_url', value),
  batch_size: (value) => setting('fts_solr_batch_size', value),
  soft_commit: (value) => setting('fts_solr_soft_commit', isYes(value) ? 'yes' : 'no'),
  rawlog_dir: (value) => setting('http_client_rawlog_dir', value),
  'break-imap-search': () => undefined,
};

function convertSolr({ value }: OldSetting): Outcome {
  const words = value.split(/\s+/).filter((word) => word !== '');
  const name = (word: string): string => word.replace(/=.*$/, '');
  const unknown = words.filter((word) => !Object.hasOwn(SOLR, name(word)));
  const body = words.flatMap((word) => SOLR[name(word)]?.(word.slice(word.indexOf('=') + 1)) ?? []);
  return write(
    [block('fts', 'solr', body)],
    unknown.map((word) => reason('not-understood', { value: word })),
  );
}
