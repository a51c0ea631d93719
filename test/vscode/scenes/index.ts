import { tidyUp } from '../workspace.js';
// The first scene wants an extension that sleeps still.
import './open.js';
import './associate.js';
import './type.js';
import './hover.js';
import './complete.js';
import './diagnose.js';
import './rename.js';
import './format.js';
import './dovecot.js';
import './migrate.js';
import './outline.js';
import './tables.js';
import './refactor.js';
import './render.js';
import './annotate.js';
import './insert.js';
import './relay.js';
import './configure.js';
import './speak.js';
import './sample.js';
import './connect.js';
import './servers.js';
import './pull.js';
import './deploy.js';
import './restart.js';

afterEach(tidyUp);
