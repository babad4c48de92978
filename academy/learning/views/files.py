"""Files of lessons and their captions; every request is authorised anew."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from academy.learning.models import Lesson, LessonFile
from academy.learning.views.base import LearningView
from cms.media.files.sending import send


class OfFile(LearningView):
    """A view of one file, for who may see its lesson."""

    http_method_names = ["get", "head", "options"]

    def file(self, pk: int) -> LessonFile:
        """Return a file of a lesson that the reader may see; raise Http404 otherwise."""
        lessons = Lesson.objects.visible_to(self.standing)
        return get_object_or_404(LessonFile, lesson__in=lessons, pk=pk)


class FileView(OfFile):
    """Sends a file, or the part of it that a player asks for."""

    def get(self, request, pk: int):
        file = self.file(pk)
        return send(
            request,
            file=file.file,
            size=file.size,
            sha256=file.sha256,
            name=file.name,
            content_type=file.content_type,
            attachment=file.kind == LessonFile.Kind.DOCUMENT,
        )

    head = get


class CaptionsView(OfFile):
    """Sends the captions of a video."""

    def get(self, request, pk: int):
        file = self.file(pk)
        self.require(bool(file.captions))
        return HttpResponse(file.captions, content_type="text/vtt; charset=utf-8")
