import { launchFirefox } from '../harness/firefox.ts';
import { testVerdicts } from '../harness/verdict-tests.ts';

testVerdicts('firefox', launchFirefox);
