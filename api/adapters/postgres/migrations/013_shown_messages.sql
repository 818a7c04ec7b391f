-- The number of the last event that a message in the agent's chat shows; a reaction to it says that the agent has seen so far.
alter table agent_messages add column shown_up_to integer;
