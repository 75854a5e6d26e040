from meyar.registry.actions.bodies import import_bodies
from meyar.registry.actions.freezing import ListIsEmpty, freeze_list_edition
from meyar.registry.actions.services import import_services

__all__ = ["ListIsEmpty", "freeze_list_edition", "import_bodies", "import_services"]
