-- Promise: what imports last said of contacts, products, prices and follow-ups is kept once for each of them and source.
set lock_timeout = '5s';

alter table import_batch drop constraint import_batch_subject;
alter table import_batch add constraint import_batch_subject
	check (subject in ('customers', 'contracts', 'contacts', 'products', 'prices', 'follow_ups'));

create table import_said (
	subject text not null,
	source text not null,
	-- What the row stands for here: see core/import/plain.
	key text not null,
	digest text not null,
	primary key (subject, source, key),
	constraint import_said_subject check (subject in ('contacts', 'products', 'prices', 'follow_ups'))
);

-- What people wrote down is never deleted; what an import brought goes with it while nobody has ticked it off.
create or replace function refuse_change_of_follow_up() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		if old.key like 'import %' and old.settled_at is null then return old; end if;
		raise exception 'a follow-up is never deleted' using errcode = 'check_violation';
	end if;
	if old.settled_at is not null or (to_jsonb(new) - array['settled_at', 'settled_by']) <> (to_jsonb(old) - array['settled_at', 'settled_by'])
	then raise exception 'follow-up % is frozen', old.id using errcode = 'check_violation'; end if;
	return new;
end $$;
