-- Promises: of a schedule one visit is ahead at a time, and one a day; a visit is done or left out once, with who and when; what
-- was reported stays.
set lock_timeout = '5s';

create table care_plan (
	id uuid primary key default uuidv7(),
	customer_id uuid not null references customer (id),
	contract_id uuid references contract (id),
	title text not null,
	-- Null: once.
	every_months integer,
	-- Each visit is counted from it.
	anchor_on date not null,
	assignee_id uuid references staff_user (id),
	created_by text not null,
	created_at timestamptz not null,
	stopped_at timestamptz,
	constraint care_plan_title check (char_length(btrim(title)) between 1 and 200),
	constraint care_plan_months check (every_months between 1 and 120)
);
create index care_plan_by_contract on care_plan (contract_id) where contract_id is not null;
create index care_plan_by_customer on care_plan (customer_id);

create table care_visit (
	id uuid primary key default uuidv7(),
	plan_id uuid not null references care_plan (id),
	customer_id uuid not null references customer (id),
	contract_id uuid references contract (id),
	-- The day the schedule says, and the one it is planned for.
	due_on date not null,
	planned_on date not null,
	assignee_id uuid references staff_user (id),
	state text not null default 'planned',
	done_on date,
	-- What was found, or why it was left out.
	report text not null default '',
	closed_by text,
	closed_at timestamptz,
	constraint care_visit_state check (state in ('planned', 'done', 'left_out')),
	constraint care_visit_done check ((state = 'done') = (done_on is not null)),
	constraint care_visit_closed check ((state = 'planned') = (closed_at is null) and (closed_by is null) = (closed_at is null)),
	constraint care_visit_report check (char_length(report) <= 5000 and (state <> 'done' or btrim(report) <> '')),
	constraint care_visit_once unique (plan_id, due_on)
);
create unique index care_visit_ahead on care_visit (plan_id) where state = 'planned';
create index care_visit_planned on care_visit (planned_on, id) where state = 'planned';
create index care_visit_by_contract on care_visit (contract_id, planned_on) where contract_id is not null;
create index care_visit_by_customer on care_visit (customer_id, planned_on);
create index care_visit_done_lately on care_visit (closed_at) where state = 'done';

create function keep_care_visit() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' and old.state <> 'planned' or tg_op = 'UPDATE' and old.state <> 'planned' then
		raise exception 'a visit that is over stays' using errcode = 'check_violation';
	end if;
	return coalesce(new, old);
end $$;
create trigger care_visit_kept before update or delete on care_visit for each row execute function keep_care_visit();

alter table rating_policy drop constraint rating_policy_stages;
alter table rating_policy add constraint rating_policy_stages
	check (stages <@ array['first_invoice_paid', 'renewed', 'conversation_answered', 'visit_done']);
alter table rating_request drop constraint rating_request_stage;
alter table rating_request add constraint rating_request_stage
	check (stage in ('first_invoice_paid', 'renewed', 'conversation_answered', 'visit_done')) not valid;
alter table rating_request validate constraint rating_request_stage;
-- Visits did not exist before: whoever plans them wants to know how they were.
update rating_policy set stages = stages || '{visit_done}';
