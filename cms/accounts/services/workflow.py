"""The way from a draft to publication: one approval, by those who may publish."""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowPage, WorkflowTask

from cms.accounts.roles import APPROVERS

WORKFLOW = "Publication"
TASK = "Approval by a coordinator"
# Wagtail's first migration makes it.
_REPLACED_WORKFLOW = "Moderators approval"


def sync_workflow(groups: dict[str, Group]) -> list[str]:
    """Make the workflow agree with the code, for every page; return a line for each change."""
    changes: list[str] = []
    # A floor above this one may have a stricter task of its own.
    task_model = apps.get_model(settings.APPROVAL_TASK)
    task = GroupApprovalTask.objects.filter(name=TASK).order_by("pk").first()
    if task is None:
        task = task_model.objects.create(name=TASK)
        changes.append(f"+ task {TASK}")
    elif not isinstance(task.specific, task_model):
        _convert(task, task_model)
        changes.append(f"+ {TASK}: {task_model._meta.verbose_name}")
    workflow = Workflow.objects.filter(name=WORKFLOW).order_by("pk").first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW)
        changes.append(f"+ workflow {WORKFLOW}")
    for thing in (task, workflow):
        if not thing.active:
            thing.active = True
            thing.save(update_fields=["active"])
            changes.append(f"+ {thing.name}: active")
    approvers = {groups[code] for code in APPROVERS}
    if set(task.groups.all()) != approvers:
        task.groups.set(approvers)
        names = ", ".join(sorted(group.name for group in approvers))
        changes.append(f"+ {TASK}: {names}")
    if list(workflow.workflow_tasks.values_list("task_id", flat=True)) != [task.pk]:
        workflow.workflow_tasks.all().delete()
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        changes.append(f"+ {WORKFLOW}: {TASK}")
    return changes + _attach(workflow) + _retire_replaced()


def _convert(task: GroupApprovalTask, model) -> None:
    """Make `task` one of `model`, with its groups and with the drafts that wait in it."""
    task.content_type = ContentType.objects.get_for_model(model)
    stricter = model(groupapprovaltask_ptr=task)
    stricter.__dict__.update({k: v for k, v in task.__dict__.items() if k != "_state"})
    stricter.save()


def _attach(workflow: Workflow) -> list[str]:
    root = Page.get_first_root_node()
    if WorkflowPage.objects.filter(page=root, workflow=workflow).exists():
        return []
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return [f"+ {WORKFLOW}: every page"]


def _retire_replaced() -> list[str]:
    workflow = Workflow.objects.filter(name=_REPLACED_WORKFLOW, active=True).first()
    # A workflow that somebody put to another use stays.
    if workflow is None or workflow.workflow_pages.exists():
        return []
    workflow.deactivate()
    Task.objects.filter(name=_REPLACED_WORKFLOW, active=True).update(active=False)
    return [f"- workflow {_REPLACED_WORKFLOW}"]
