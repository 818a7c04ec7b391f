-- An exchange whose answer was lost must not cost the customer the session: the secret that it took stays good until
-- the one that it answered is used.
alter table customers add column previous_resume_hash text;
