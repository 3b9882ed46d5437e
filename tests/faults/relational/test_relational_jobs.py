"""Workers that die in the middle of a job: what it does is done once."""

import json
import pytest
import signal
import time


pytestmark = pytest.mark.live


class TestKilledWorkers:
    def test_every_job_takes_effect_once(self, visitors):
        ids = visitors.run("ask", "60", script="labourer.py").split()
        visitors.run("die", "20", script="labourer.py")
        found = json.loads(visitors.run("finish", "0", script="labourer.py"))
        assert len(ids) == 60
        assert found["states"] == dict.fromkeys(ids, "done")
        assert found["counts"] == dict.fromkeys(ids, 1)
        assert sorted(found["facts"]) == sorted(ids)

    def test_two_workers_share_the_work(self, visitors):
        ids = visitors.run("ask", "30", script="labourer.py").split()
        workers = [visitors.start("run", "0", script="labourer.py") for _ in range(2)]
        for worker in workers:
            assert worker.stdout.readline() == "ready\n"
        time.sleep(1)
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        for worker in workers:
            worker.communicate(timeout=120)
        assert [worker.returncode for worker in workers] == [0, 0]
        found = json.loads(visitors.run("finish", "0", script="labourer.py"))
        assert found["states"] == dict.fromkeys(ids, "done")
        assert found["counts"] == dict.fromkeys(ids, 1)
        assert sorted(found["facts"]) == sorted(ids)
