/** The player: one page that holds a course. */

import { setForms } from "./grading/texts";
import { Learner } from "./learner";
import { type Data, Edition } from "./model";
import { Player } from "./player";

const data = JSON.parse(document.getElementById("data")?.textContent ?? "") as Data;
setForms(data.course.forms ?? []);
const editions = data.course.editions.map((edition) => new Edition(edition));
new Player(data, editions, new Learner(data.course.id), document.getElementById("player") as HTMLElement).show();
