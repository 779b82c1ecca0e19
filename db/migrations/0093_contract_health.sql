-- Promise: a template, and the company for all others, says each condition of a contract's health at most once a weight,
-- each with the limit it needs. What a contract's health is, is never kept: it is read from what is so today.
set lock_timeout = '5s';

create table health_condition (
	id uuid primary key default uuidv7(),
	-- Null: of contracts whose template says nothing of health, or that have none.
	template_id uuid references contract_template (id),
	kind text not null,
	weight text not null,
	-- Days, a score, per cent, a step of the ladder; 0 for what needs none.
	threshold integer not null,
	constraint health_condition_once unique nulls not distinct (template_id, kind, weight),
	constraint health_condition_weight check (weight in ('at_risk', 'bad')),
	constraint health_condition_kind check (kind in ('overdue', 'rating', 'unrated', 'silent', 'documents', 'notice', 'service', 'shrunk',
		'ends')),
	constraint health_condition_threshold check (case kind
		when 'documents' then threshold = 0 when 'notice' then threshold = 0
		when 'rating' then threshold between 2 and 5 when 'service' then threshold between 1 and 3
		when 'shrunk' then threshold between 1 and 100 when 'overdue' then threshold between 0 and 3650
		else threshold between 1 and 3650 end)
);

insert into health_condition (kind, weight, threshold) values
	('overdue', 'at_risk', 14), ('overdue', 'bad', 30), ('rating', 'at_risk', 4), ('rating', 'bad', 2), ('notice', 'bad', 0),
	('service', 'at_risk', 1), ('service', 'bad', 2), ('shrunk', 'at_risk', 25), ('ends', 'at_risk', 60);
