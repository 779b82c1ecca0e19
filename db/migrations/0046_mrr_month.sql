-- Promise: the months' sums are those of the movements, in every transaction: the statement that writes or takes back
-- movements writes what it changed of them, and nothing else does. Changes are added and not merged, so that nobody
-- waits for a month that somebody else is moving; folding makes one of those that belong together.
set lock_timeout = '5s';

create table mrr_month (
	month_on date not null,
	cohort_on date not null,
	currency char(3) not null,
	kind text not null,
	amount_minor bigint not null,
	customers integer not null,
	constraint mrr_month_first check (extract(day from month_on) = 1)
);

insert into mrr_month
	select date_trunc('month', moved_on)::date, cohort_on, currency, kind, sum(amount_minor)::bigint, sum(customers)
	from mrr_movement group by 1, 2, 3, 4;

create function add_to_mrr_month() returns trigger language plpgsql as $$
begin
	insert into mrr_month
		select date_trunc('month', moved_on)::date, cohort_on, currency, kind, sum(amount_minor)::bigint, sum(customers)
		from changed group by 1, 2, 3, 4 having sum(amount_minor) <> 0 or sum(customers) <> 0;
	return null;
end $$;
create trigger mrr_movement_into_month after insert on mrr_movement referencing new table as changed
	for each statement execute function add_to_mrr_month();

create function take_from_mrr_month() returns trigger language plpgsql as $$
begin
	insert into mrr_month
		select date_trunc('month', moved_on)::date, cohort_on, currency, kind, -sum(amount_minor)::bigint, -sum(customers)
		from changed group by 1, 2, 3, 4 having sum(amount_minor) <> 0 or sum(customers) <> 0;
	return null;
end $$;
create trigger mrr_movement_from_month after delete on mrr_movement referencing old table as changed
	for each statement execute function take_from_mrr_month();

create function refuse_emptied_movements() returns trigger language plpgsql as $$
begin
	raise exception 'movements are not emptied: the sums of their months would stay' using errcode = 'restrict_violation';
end $$;
create trigger mrr_movement_not_emptied before truncate on mrr_movement
	for each statement execute function refuse_emptied_movements();

create function refuse_written_mrr_month() returns trigger language plpgsql as $$
begin
	if pg_trigger_depth() = 1 and coalesce(current_setting('counterpart.folding', true), '') <> 'on'
	then raise exception 'the months'' sums follow from the movements' using errcode = 'restrict_violation'; end if;
	return null;
end $$;
create trigger mrr_month_follows before insert or update or delete or truncate on mrr_month
	for each statement execute function refuse_written_mrr_month();

-- Answers how many rows there are fewer. What others are adding meanwhile is left as it is.
create function fold_mrr_month() returns bigint language plpgsql set counterpart.folding = 'on' as $$
declare taken bigint; made bigint;
begin
	with old as (
		delete from mrr_month returning *
	), folded as (
		insert into mrr_month
			select month_on, cohort_on, currency, kind, sum(amount_minor)::bigint, sum(customers) from old
			group by 1, 2, 3, 4 having sum(amount_minor) <> 0 or sum(customers) <> 0
		returning 1
	)
	select (select count(*) from old), (select count(*) from folded) into taken, made;
	return taken - made;
end $$;
