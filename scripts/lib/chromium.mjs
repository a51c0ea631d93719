import { isExecutable, onPath } from './onPath.mjs';

/** The Chromium of this machine: `$CHROMIUM`, or the first known name on PATH. */
export function findChromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM && isExecutable(CHROMIUM)) return CHROMIUM;
  return onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
}

/** How long a busy machine may take to start Chromium or to load a page, in milliseconds. */
const PATIENCE = 120_000;

/**
 * `--no-sandbox`: as root Chromium has no other way, and it only sees pages of this machine.
 * `LocalNetworkAccessChecks`: a page that Playwright answers itself has no address, so that Chromium would
 * not let it open a WebSocket to the loopback interface.
 */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=LocalNetworkAccessChecks',
  '--force-color-profile=srgb',
];

/** A headless Chromium with one page of the size that the screenshots have. */
export async function openChromium({ width = 1280, height = 800, locale = 'en-US' } = {}) {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('there is no Chromium on this machine (package chromium, or $CHROMIUM)');
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS, timeout: PATIENCE });
  const page = await browser.newPage({ viewport: { width, height }, locale });
  page.setDefaultTimeout(PATIENCE);
  return { page, close: () => browser.close() };
}
