-- Promise: a rule may be narrowed by how long the customer is overdue and by their risk, and may say that it is told in quiet
-- hours as well; what an alert was raised as stays with it.
set lock_timeout = '5s';

alter table alert_rule add column overdue_days integer;
alter table alert_rule add column least_risk text;
alter table alert_rule add column urgent boolean not null default false;
alter table alert_rule add constraint alert_rule_overdue check (overdue_days between 1 and 3650);
alter table alert_rule add constraint alert_rule_risk check (least_risk in ('medium', 'high'));
alter table alert_rule add constraint alert_rule_urgent_at_once check (at_once or not urgent);
alter table alert add column urgent boolean not null default false;
alter table alert add constraint alert_urgent_at_once check (at_once or not urgent);
