-- Promise: a unit has words in every language that it is said in; in others its own name counts.
set lock_timeout = '5s';

-- The words by language; where a language has several forms of a word, all of them with | between them.
alter table unit add column names jsonb not null default '{}';
alter table unit add constraint unit_names check (said_by_language(names)) not valid;
alter table unit validate constraint unit_names;
