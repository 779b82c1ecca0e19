-- Promise: one says approve or reject once of each step for each place; whoever comes to stand in for somebody later says
-- it for them too.
set lock_timeout = '5s';

create or replace function refuse_second_decision() returns trigger language plpgsql as $$
begin
	if new.says in ('approve', 'reject') and exists (select from approval_decision as earlier
		where earlier.request_id = new.request_id and earlier.said_by = new.said_by and earlier.sequence < new.sequence
			and earlier.says in ('approve', 'reject') and earlier.steps && new.steps and new.said_for <@ earlier.said_for)
	then raise exception '% has decided already', new.said_by using errcode = 'unique_violation'; end if;
	return null;
end $$;
