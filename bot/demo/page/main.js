/**
 * Where the page begins: reads from the address who holds the phone, and switches the phone on.
 */

import { Phone } from "./phone.js";
import { prepareSheets } from "./sheets.js";

const FIRST_PERSON = 1001;

const asked = Number(new URLSearchParams(location.search).get("person"));
prepareSheets();
new Phone(Number.isSafeInteger(asked) && asked > 0 ? asked : FIRST_PERSON, FIRST_PERSON).connect();
