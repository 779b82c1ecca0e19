-- Promise: what a rule of alerts does itself, a next step or a contract given to somebody, it does once of what happened.
set lock_timeout = '5s';

-- Tells, writes a next step down, or gives the contract to whom it reaches.
alter table alert_rule add column action text not null default 'tell';
-- Whom it reaches where that is one person by name.
alter table alert_rule add column person_id uuid references staff_user (id);
alter table alert_rule add column next_step text;
-- The next step is to be done within so many days.
alter table alert_rule add column within_days integer;
create index alert_rule_by_person on alert_rule (person_id) where person_id is not null;
alter table alert_rule drop constraint alert_rule_audience;
alter table alert_rule add constraint alert_rule_audience check (audience in ('owner', 'collector', 'group_channel', 'role', 'person'));
alter table alert_rule add constraint alert_rule_person check ((audience = 'person') = (person_id is not null));
alter table alert_rule add constraint alert_rule_action check (case action when 'tell' then true
	when 'next_step' then audience in ('owner', 'collector', 'person') when 'assign' then audience in ('collector', 'person') else false end);
alter table alert_rule add constraint alert_rule_next_step check (
	num_nonnulls(next_step, within_days) = case when action = 'next_step' then 2 else 0 end);
alter table alert_rule add constraint alert_rule_next_step_text check (char_length(btrim(next_step)) between 1 and 500);
alter table alert_rule add constraint alert_rule_within check (within_days between 0 and 365);
alter table alert_rule add constraint alert_rule_act_at_once check (action = 'tell' or at_once and not urgent);

-- What a rule has done itself; whoever is told is in `alert`.
create table alert_deed (
	event_id uuid not null references event (id),
	rule_id uuid not null references alert_rule (id),
	user_id uuid not null references staff_user (id),
	done_at timestamptz not null,
	primary key (event_id, rule_id)
);
create index alert_deed_by_rule on alert_deed (rule_id);
create index alert_deed_by_user on alert_deed (user_id);
